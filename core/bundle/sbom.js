/** The packages that have code in a bundle, as a software bill of materials in CycloneDX 1.6. */
export function sbom({ name, version, license, description }, parts) {
  const own = { ...component('application', { name, version, licence: license }), description };
  const components = parts.map((part) => component('library', part));
  const refs = components.map((each) => each['bom-ref']);
  // Without a time or serial number, so that the same code has the same list.
  const bom = {
    $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: { component: own },
    components,
    dependencies: [{ ref: own['bom-ref'], dependsOn: refs }, ...refs.map((ref) => ({ ref }))],
  };
  return `${JSON.stringify(bom, null, 2)}\n`;
}

export function component(type, { name, version, licence }) {
  const purl = `pkg:npm/${name.replace('@', '%40')}@${version}`;
  const [scope, short] = name.startsWith('@') ? name.split('/') : [undefined, name];
  return {
    type,
    'bom-ref': purl,
    ...(scope && { group: scope }),
    name: short,
    version,
    ...(licence && {
      licenses: [/ (?:OR|AND) /.test(licence) ? { expression: licence } : { license: { id: licence } }],
    }),
    purl,
  };
}
