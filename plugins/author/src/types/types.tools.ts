import { completeTaskType, Resource, Tool, ToolGroup } from '@kestra-mcp/core';
import { AUTHOR } from '../author.js';
import { TaskTypes } from './task-types.js';
import { DescribeTaskType, FoundTypes, SearchTaskTypes, TypeDescription } from './types.schemas.js';

@ToolGroup(AUTHOR)
export class TypeTools {
  constructor(private readonly types: TaskTypes) {}

  @Tool({
    name: 'search_task_types',
    description: 'Search the types of tasks, triggers and other plugins of this Kestra by what they do.',
    effect: 'read',
    input: SearchTaskTypes,
    output: FoundTypes,
  })
  async searchTaskTypes({ query, kind }: SearchTaskTypes) {
    return this.types.search(query, kind);
  }

  @Tool({
    name: 'describe_task_type',
    description: 'Describe a task type: its purpose, properties (required first), example and outputs.',
    effect: 'read',
    input: DescribeTaskType,
    output: TypeDescription,
  })
  async describeTaskType({ type, property }: DescribeTaskType) {
    return this.types.describe(type, property);
  }

  @Resource({
    name: 'task_type',
    uri: 'kestra://tasks/{type}',
    description: 'Documentation of a task type, trigger or other plugin of this Kestra.',
    complete: { type: completeTaskType },
  })
  async taskType({ type }: { type: string }) {
    return this.types.describe(type);
  }
}
