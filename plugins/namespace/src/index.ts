import { definePlugin } from '@kestra-mcp/core';
import { NamespaceTools } from './namespace.tools.js';

export default definePlugin({ id: 'namespace', groups: [NamespaceTools], compact: true });
