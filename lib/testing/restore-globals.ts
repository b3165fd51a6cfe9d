import { afterAll, vi } from 'vitest';

// Vitest undoes stubs before each test: those of a file's last test would be there while the next file is loaded.
afterAll(() => {
  vi.unstubAllGlobals();
});
