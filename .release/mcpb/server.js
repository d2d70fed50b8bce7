// A field that was left empty may come as its placeholder: that is no setting.
for (const [name, value] of Object.entries(process.env))
  if (/^\$\{user_config\.\w+\}$/.test(value)) delete process.env[name];

await import('../node_modules/kestra-mcp/dist/bin.js');
