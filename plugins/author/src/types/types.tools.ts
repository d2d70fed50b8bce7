import { completeTaskType, Resource, Tool, ToolGroup } from '@kestra-mcp/core';
import { AUTHOR } from '../author.js';
import { TaskTypes } from './task-types.js';
import { DescribeTaskType, FoundTypes, SearchTaskTypes, TypeDescription } from './types.schemas.js';

@ToolGroup(AUTHOR)
export class TypeTools {
  constructor(private readonly types: TaskTypes) {}

  @Tool({
    name: 'search_task_types',
    description: 'The types of tasks, triggers and the like that this Kestra has, by what they do.',
    effect: 'read',
    input: SearchTaskTypes,
    output: FoundTypes,
  })
  async searchTaskTypes({ query, kind }: SearchTaskTypes) {
    return this.types.search(query, kind);
  }

  @Tool({
    name: 'describe_task_type',
    description: 'What a type is for, its properties (required first), an example and its outputs.',
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
    description: 'The documentation of a task type, trigger or the like on this Kestra.',
    complete: { type: completeTaskType },
  })
  async taskType({ type }: { type: string }) {
    return this.types.describe(type);
  }
}
