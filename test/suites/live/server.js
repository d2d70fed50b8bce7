/** Prints which Kestra `npm run test:live` uses, and stops if that Kestra cannot be used. */
const { env } = process;
const { KESTRA_TEST_BASE_URL: given, KESTRA_TEST_USERNAME: user, KESTRA_TEST_PASSWORD: password } = env;
const { KESTRA_TEST_API_TOKEN: token } = env;
// The base URL may end with the tenant.
const tenant = env.KESTRA_TEST_TENANT || /\/api\/v1\/([^/?#]+)/.exec(given ?? '')?.[1];
const say = (line) => process.stderr.write(`${line}\n`);

if (given) {
  const url = `${given.replace(/\/+$/, '').replace(/\/api\/v1.*$/, '')}/api/v1`;
  const [as, authorization] = credentials();
  const where = `${as}${tenant ? `, tenant ${tenant}` : ''}`;
  try {
    const { version, edition = 'unknown edition' } = await ask(`${url}/configs`, authorization);
    if (typeof version !== 'string')
      throw new Error('its response to GET /api/v1/configs has no version, so it is probably not Kestra');
    // Kestra 1.x serves /configs to everyone. Only another route shows whether the credentials are valid.
    await ask(`${url}/${tenant || 'main'}/flows/search?page=1&size=1`, authorization);
    say(`The live tests use Kestra ${version} (${edition}) at ${url}, ${where}.`);
  } catch (error) {
    say(
      `The live tests cannot use Kestra at ${url}, ${where}: ${error.cause?.message ?? error.message}. Check KESTRA_TEST_BASE_URL and the credentials.`,
    );
    process.exit(1);
  }
} else
  say(
    'The live tests use the sandbox, in the modes oss-1.3 and oss-2.0. To use a real Kestra, set KESTRA_TEST_BASE_URL.',
  );

async function ask(url, authorization) {
  const headers = authorization ? { authorization } : {};
  const response = await fetch(url, { headers, signal: AbortSignal.timeout(20_000) });
  const { pathname } = new URL(url);
  const text = await response.text();
  if (response.status === 401 || response.status === 403)
    throw new Error(`it rejected the credentials (${response.status} for GET ${pathname})`);
  if (!response.ok) throw new Error(`it responded ${response.status} to GET ${pathname}`);
  try {
    return JSON.parse(text) ?? {};
  } catch {
    throw new Error(
      `the response to GET ${pathname} is not JSON, so this is not Kestra, or a proxy is in front of it`,
    );
  }
}

function credentials() {
  if (password) return [`as ${user}`, `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`];
  return token ? ['with an API token', `Bearer ${token}`] : ['without credentials', undefined];
}
