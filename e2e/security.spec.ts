import { expect, test } from './fixtures/test';

test('every document carries a policy without loopholes', async ({ server }) => {
  for (const path of ['/', '/r/abcd-efgh-ijkl-mnop', '/check', '/nowhere']) {
    const { headers } = await fetch(`${server.url}${path}`);
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy, path).toContain("default-src 'self'");
    const scripts = /script-src ([^;]+)/.exec(policy)?.[1] ?? '';
    expect(scripts, path).not.toMatch(/'unsafe-(inline|eval)'|https?:|\*/);
    expect(policy, path).toContain("object-src 'none'");
    expect(policy, path).toContain("base-uri 'none'");
    expect(policy, path).toContain("frame-ancestors 'none'");
    expect(headers.get('referrer-policy'), path).toBe('no-referrer');
    expect(headers.get('x-content-type-options'), path).toBe('nosniff');
    expect(headers.get('permissions-policy') ?? '', path).toContain('camera=(self)');
    expect(headers.get('x-powered-by'), path).toBeNull();
  }
});

test('an inline script that is not ours does not run', async ({ server, invite }) => {
  const ada = await invite('ada');
  await ada.page.goto(server.url);
  const didRun = await ada.page.evaluate(() => {
    const script = document.createElement('script');
    script.textContent = 'window.intruder = true';
    document.head.append(script);
    return 'intruder' in window;
  });
  expect(didRun).toBe(false);
});
