import { computed, h, onMounted, ref, useId } from 'vue';

const KEPT = 'kestra-mcp-docs-tab';
/** What a reader has chosen holds for all groups that have a tab of this name. */
const chosen = ref('');

const SYSTEMS = [
  [/mac/i, 'macOS'],
  [/win/i, 'Windows'],
  [/linux|x11/i, 'Linux'],
];
const KEYS = { ArrowRight: 1, ArrowLeft: -1 };

/** Tabs by the pattern of the ARIA guide: arrows, Home and End move, and what has the focus is shown. */
export const DocTabs = {
  props: { names: { type: Array, required: true } },
  setup({ names }, { slots }) {
    const id = useId();
    const buttons = ref([]);
    const current = computed(() => Math.max(0, names.indexOf(chosen.value)));
    onMounted(() => {
      chosen.value ||= localStorage.getItem(KEPT) ?? ownSystem();
    });
    const choose = (index) => {
      chosen.value = names[index];
      localStorage.setItem(KEPT, chosen.value);
    };
    const onKeydown = (event) => {
      const index = targetOf(event.key, current.value, names.length);
      if (index === undefined) return;
      event.preventDefault();
      choose(index);
      buttons.value[index]?.focus();
    };
    const tab = (name, index) =>
      h(
        'button',
        {
          ...{ type: 'button', role: 'tab', id: `${id}-tab-${index}`, class: 'tab', onKeydown },
          ...{ 'aria-selected': index === current.value, 'aria-controls': `${id}-panel-${index}` },
          tabindex: index === current.value ? 0 : -1,
          onClick: () => choose(index),
          ref: (element) => {
            buttons.value[index] = element;
          },
        },
        name,
      );
    const panel = (_, index) =>
      h(
        'div',
        {
          ...{ role: 'tabpanel', id: `${id}-panel-${index}`, 'aria-labelledby': `${id}-tab-${index}` },
          ...{ class: 'panel', tabindex: 0, hidden: index !== current.value },
        },
        slots[`tab-${index}`]?.(),
      );
    return () =>
      h('div', { class: 'doc-tabs' }, [
        h('div', { role: 'tablist', 'aria-label': 'System' }, names.map(tab)),
        ...names.map(panel),
      ]);
  },
};

function ownSystem() {
  return SYSTEMS.find(([pattern]) => pattern.test(navigator.userAgent))?.[1] ?? '';
}

function targetOf(key, current, count) {
  if (key === 'Home') return 0;
  if (key === 'End') return count - 1;
  return key in KEYS ? (current + KEYS[key] + count) % count : undefined;
}
