import DefaultTheme from 'vitepress/theme';
import './style.css';
import { DocTabs } from './tabs.js';

export default {
  extends: DefaultTheme,
  enhanceApp: ({ app }) => void app.component('DocTabs', DocTabs),
};
