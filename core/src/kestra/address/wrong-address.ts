/** Kestra's own default for health and metrics, which has no API. */
const MANAGEMENT_PORT = '8081';

/** The hint for an address at which there is no `/configs`, which every Kestra has: which one to try instead. */
export function wrongAddress(baseUrl: string): string {
  const url = new URL(baseUrl);
  const prefix = url.pathname.replace(/\/api\/v1$/, '');
  const about = `${baseUrl} is probably not the address of Kestra's API.`;
  if (url.port === MANAGEMENT_PORT) {
    url.port = '8080';
    return `${about} ${MANAGEMENT_PORT} is the port for Kestra's health and metrics: try ${url.origin}${prefix} in KESTRA_BASE_URL.`;
  }
  if (prefix !== '') return `${about} Try ${url.origin} in KESTRA_BASE_URL, without ${prefix}.`;
  return `${about} Set KESTRA_BASE_URL to what a browser shows before /ui when it shows Kestra.`;
}
