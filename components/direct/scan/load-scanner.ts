/** The dialogue that scans, with what reads codes in it: most people paste, so it is loaded apart. */
export async function loadScanner() {
  const [{ ScanDialog }, { openQrReader }] = await Promise.all([
    import('./scan-dialog'),
    import('./qr-reader'),
  ]);
  return { ScanDialog, read: await openQrReader() };
}

export type Scanner = Awaited<ReturnType<typeof loadScanner>>;
