/** Operates the tabs of a page by keyboard, and returns what does not work. */
export async function tabFaults(page, url) {
  await page.goto(url, { waitUntil: 'networkidle' });
  const list = page.getByRole('tablist').first();
  const shown = async () => {
    const names = await page
      .locator('.doc-tabs')
      .first()
      .getByRole('tab', { selected: true })
      .allTextContents();
    const panels = await page.locator('.doc-tabs').first().locator('[role=tabpanel]:not([hidden])').count();
    const focused = await page.evaluate(() => document.activeElement?.textContent);
    return `${names.join()} ${panels} ${focused}`;
  };
  const faults = [];
  const expectShown = async (key, name) => {
    await page.keyboard.press(key);
    const seen = await shown();
    if (seen !== `${name} 1 ${name}`) faults.push(`tabs: after ${key} there is ${seen}, not ${name}`);
  };
  await list.getByRole('tab').first().click();
  await expectShown('ArrowRight', 'Linux');
  await expectShown('End', 'Windows');
  await expectShown('ArrowRight', 'macOS');
  await expectShown('ArrowLeft', 'Windows');
  await expectShown('Home', 'macOS');
  // All tab groups on the page change together.
  const selected = await page.getByRole('tab', { selected: true }).allTextContents();
  if (selected.some((name) => name !== 'macOS')) faults.push(`tabs: the groups differ: ${selected}`);
  return faults;
}
