/** Kestra's default port for health and metrics. It has no API. */
const MANAGEMENT_PORT = '8081';

/** The hint for a base URL without `/configs`, which every Kestra has. It suggests another address to try. */
export function wrongAddress(baseUrl: string): string {
  const url = new URL(baseUrl);
  const prefix = url.pathname.replace(/\/api\/v1$/, '');
  const about = `${baseUrl} is probably not the address of Kestra's API.`;
  if (url.port === MANAGEMENT_PORT) {
    url.port = '8080';
    return `${about} Port ${MANAGEMENT_PORT} serves Kestra's health and metrics. Try ${url.origin}${prefix} as KESTRA_BASE_URL.`;
  }
  if (prefix !== '') return `${about} Try ${url.origin} as KESTRA_BASE_URL, without ${prefix}.`;
  return `${about} Open Kestra in a browser and set KESTRA_BASE_URL to the part of the address before /ui.`;
}
