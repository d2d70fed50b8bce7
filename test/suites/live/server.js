/** Says which Kestra `npm run test:live` has before it, or stops when none can be worked with. */
const { env } = process;
const { KESTRA_TEST_BASE_URL: given, KESTRA_TEST_USERNAME: user, KESTRA_TEST_PASSWORD: password } = env;
const { KESTRA_TEST_API_TOKEN: token } = env;
// The address may end with it.
const tenant = env.KESTRA_TEST_TENANT || /\/api\/v1\/([^/?#]+)/.exec(given ?? '')?.[1];
const say = (line) => process.stderr.write(`${line}\n`);

if (given) {
  const url = `${given.replace(/\/+$/, '').replace(/\/api\/v1.*$/, '')}/api/v1`;
  const [as, authorization] = credentials();
  const where = `${as}${tenant ? `, tenant ${tenant}` : ''}`;
  try {
    const { version, edition = 'of no stated edition' } = await ask(`${url}/configs`, authorization);
    if (typeof version !== 'string') throw new Error('it answers, but it does not say that it is Kestra');
    // Kestra 1.x says to everybody what it is: only what is behind the door tells whether the key fits.
    await ask(`${url}/${tenant || 'main'}/flows/search?page=1&size=1`, authorization);
    say(`Live tests on Kestra ${version} (${edition}) at ${url}, ${where}.`);
  } catch (error) {
    say(`No Kestra to test at ${url}, ${where}: ${error.cause?.message ?? error.message}.`);
    process.exit(1);
  }
} else
  say('Live tests on the sandbox, in the modes oss-1.3 and oss-2.0: KESTRA_TEST_BASE_URL names no Kestra.');

async function ask(url, authorization) {
  const headers = authorization ? { authorization } : {};
  const response = await fetch(url, { headers, signal: AbortSignal.timeout(20_000) });
  const { pathname } = new URL(url);
  const text = await response.text();
  if (response.status === 401 || response.status === 403)
    throw new Error(`the credentials are refused, ${response.status} to GET ${pathname}`);
  if (!response.ok) throw new Error(`it answered ${response.status} to GET ${pathname}`);
  try {
    return JSON.parse(text) ?? {};
  } catch {
    throw new Error(`it is not Kestra, or something stands before it: GET ${pathname} gives no JSON`);
  }
}

function credentials() {
  if (password) return [`as ${user}`, `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`];
  return token ? ['with an API token', `Bearer ${token}`] : ['without credentials', undefined];
}
