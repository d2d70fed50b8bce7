import { definePlugin } from '@kestra-mcp/core';
import { FilesResources } from './files.resources.js';
import { FilesTools } from './files.tools.js';

export default definePlugin({ id: 'files', groups: [FilesTools, FilesResources], compact: true });
