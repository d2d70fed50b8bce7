/** Says which Kestra `npm run test:live` has before it, or stops when none can be spoken to. */
const { env } = process;
const { KESTRA_TEST_BASE_URL: given, KESTRA_TEST_USERNAME: user, KESTRA_TEST_PASSWORD: password } = env;
const { KESTRA_TEST_API_TOKEN: token, KESTRA_TEST_TENANT: tenant } = env;
const say = (line) => process.stderr.write(`${line}\n`);

if (given) {
  const url = `${given.replace(/\/+$/, '').replace(/\/api\/v1.*$/, '')}/api/v1`;
  const [as, authorization] = credentials();
  try {
    const response = await fetch(`${url}/configs`, {
      headers: authorization ? { authorization } : {},
      signal: AbortSignal.timeout(20_000),
    });
    if (!response.ok) throw new Error(`it answered ${response.status} to GET /configs`);
    const { version = 'of no stated version', edition = 'of no stated edition' } = await response.json();
    say(
      `Live tests on Kestra ${version} (${edition}) at ${url}, ${as}${tenant ? `, tenant ${tenant}` : ''}.`,
    );
  } catch (error) {
    say(`No Kestra to test at ${url}, ${as}: ${error.cause?.message ?? error.message}.`);
    process.exit(1);
  }
} else
  say('Live tests on the sandbox, in the modes oss-1.3 and oss-2.0: KESTRA_TEST_BASE_URL names no Kestra.');

function credentials() {
  if (password) return [`as ${user}`, `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`];
  return token ? ['with an API token', `Bearer ${token}`] : ['without credentials', undefined];
}
