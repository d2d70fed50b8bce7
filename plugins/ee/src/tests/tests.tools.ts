import { type ActionInput, KestraClient, Tool, ToolGroup } from '@kestra-mcp/core';
import { confirmTests } from '../confirm.js';
import { EE } from '../ee.js';
import { runTests } from './run-tests.js';
import { saveTests } from './save-tests.js';
import { GeneratedTest, GenerateTest, ManagedTests, ManageTests, testActions } from './tests.schemas.js';

@ToolGroup(EE)
export class TestTools {
  constructor(private readonly kestra: KestraClient) {}

  @Tool({
    name: 'manage_tests',
    title: 'Unit tests of a flow',
    description: 'Manage a suite of unit tests of a flow',
    edition: 'EE',
    input: ManageTests,
    actions: testActions,
    output: ManagedTests,
    confirm: confirmTests,
  })
  async manageTests(input: ActionInput<typeof ManageTests, typeof testActions>) {
    switch (input.action) {
      case 'create':
        return saveTests(this.kestra, input.yaml_source);
      case 'run':
        return runTests(this.kestra, input.namespace, input.id_);
      case 'delete':
        await this.kestra.tests.delete(input.namespace, input.id_);
        return { status: 'deleted', namespace: input.namespace, id: input.id_ };
    }
  }

  @Tool({
    name: 'generate_test',
    description:
      "Generate the YAML of unit tests for a flow with Kestra's AI (Kestra 1.3+, with an AI provider).",
    effect: 'read',
    switches: { auto_create: { effect: 'write' } },
    edition: 'EE',
    input: GenerateTest,
    output: GeneratedTest,
  })
  async generateTest({ user_prompt, test_yaml, provider_id, auto_create }: GenerateTest) {
    const yaml = await this.kestra.ai.generateTest({
      prompt: user_prompt,
      yaml: test_yaml,
      providerId: provider_id,
    });
    return auto_create ? saveTests(this.kestra, yaml) : { result: yaml };
  }
}
