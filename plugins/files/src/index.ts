import { definePlugin } from '@kestra-mcp/core';
import { FilesTools } from './files.tools.js';

export default definePlugin({ id: 'files', groups: [FilesTools], compact: true });
