// Some clients pass the placeholder of a field that the user left empty. Treat it as unset.
for (const [name, value] of Object.entries(process.env))
  if (/^\$\{user_config\.\w+\}$/.test(value)) delete process.env[name];

await import('../node_modules/kestra-mcp/dist/bin.js');
