type IsOn = (name: string) => boolean;

/** The way to a flow that is right the first time, by the tools that are on. */
export function writingSteps(isOn: IsOn): string[] {
  const describes = isOn('describe_task_type');
  return numbered([
    ...(isOn('search_task_types')
      ? ['Find a type for each step with search_task_types, where none of those above fits.']
      : []),
    describes
      ? 'Read each type that you use with describe_task_type: write no property that it does not name.'
      : 'Use no type and no property that you are not sure of for this version of Kestra.',
    'Keep secrets out of the YAML: {{ secret("NAME") }} reads one. Give the flow an id that is not in the list above.',
    ...(isOn('validate_flow')
      ? ['Check the whole YAML with validate_flow, and mend what it tells until it is valid.']
      : []),
    ...saving(isOn),
  ]);
}

function saving(isOn: IsOn): string[] {
  if (!isOn('create_flow_from_yaml')) return ['Show the YAML to the user: nothing may be saved from here.'];
  const later = isOn('edit_flow') ? ' Later changes go by edit_flow, a few lines at a time.' : '';
  return [`Show the YAML to the user, and save it with create_flow_from_yaml once they have agreed.${later}`];
}

interface Migrated {
  namespace: string;
  flow_id: string;
  revision: number | undefined;
}

/** The way to a flow that Kestra 2.0 takes, in small edits. */
export function migrationSteps({ namespace, flow_id, revision }: Migrated, isOn: IsOn): string[] {
  const validates = isOn('validate_flow');
  const base = revision === undefined ? '' : ` and revision ${revision}`;
  return numbered([
    'Go through the changes one by one: say what each rewrite does to what the flow does.',
    ...(validates
      ? ['Check the whole rewritten YAML by validate_flow with for_version "2", until no change is left.']
      : []),
    isOn('edit_flow')
      ? `Once the user has agreed, save it by edit_flow with namespace ${namespace}, flow_id ${flow_id}${base}, first with dry_run. Kestra before 2.0 may refuse what only 2.0 knows. In that case show the YAML, and save nothing.`
      : 'Show the rewritten YAML to the user, and save nothing.',
  ]);
}

function numbered(steps: readonly string[]): string[] {
  return steps.map((step, index) => `${index + 1}. ${step}`);
}
