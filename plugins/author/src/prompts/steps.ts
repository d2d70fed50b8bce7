type IsOn = (name: string) => boolean;

/** The steps to a flow that works the first time, with the tools that are enabled. */
export function writingSteps(isOn: IsOn): string[] {
  const describes = isOn('describe_task_type');
  return numbered([
    ...(isOn('search_task_types')
      ? ['If none of the task types above fits a step, find one with search_task_types.']
      : []),
    describes
      ? 'Read each type you use with describe_task_type. Use only the properties that it lists.'
      : 'Use only types and properties that you are sure this version of Kestra has.',
    'Keep secrets out of the YAML. Read them with {{ secret("NAME") }}. Choose a flow id that is not in the list above.',
    ...(isOn('validate_flow')
      ? ['Check the whole YAML with validate_flow, and fix what it reports until the flow is valid.']
      : []),
    ...saving(isOn),
  ]);
}

function saving(isOn: IsOn): string[] {
  if (!isOn('create_flow_from_yaml'))
    return ['Show the YAML to the user. It cannot be saved with the tools that are enabled.'];
  const later = isOn('edit_flow') ? ' For later changes use edit_flow, a few lines at a time.' : '';
  return [`Show the YAML to the user. When they agree, save it with create_flow_from_yaml.${later}`];
}

interface Migrated {
  namespace: string;
  flow_id: string;
  revision: number | undefined;
}

/** The steps to a flow that Kestra 2.0 accepts, in small edits. */
export function migrationSteps({ namespace, flow_id, revision }: Migrated, isOn: IsOn): string[] {
  const validates = isOn('validate_flow');
  const base = revision === undefined ? '' : ` and revision ${revision}`;
  return numbered([
    'Go through the changes one by one. Explain how each rewrite affects what the flow does.',
    ...(validates
      ? ['Check the whole rewritten YAML with validate_flow and for_version "2" until no changes are left.']
      : []),
    isOn('edit_flow')
      ? `When the user agrees, save the changes with edit_flow: namespace ${namespace}, flow_id ${flow_id}${base}, first with dry_run. A Kestra before 2.0 may refuse what only 2.0 supports. In that case show the YAML and do not save it.`
      : 'Show the rewritten YAML to the user. Do not save it.',
  ]);
}

function numbered(steps: readonly string[]): string[] {
  return steps.map((step, index) => `${index + 1}. ${step}`);
}
