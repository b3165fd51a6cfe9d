import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, chromium } from '@playwright/test';
import type { Role } from '../../fixtures/cast';
import { chromiumPath, launchOptions } from '../../fixtures/chromium';
import type { Lab } from './lab';
import type { Namespace } from './namespace';

/** Starts a browser with the devices of `role`, or those of `deviceFlags`, in a namespace. Playwright speaks to it over a pipe, not the network. */
export function launchIn(
  lab: Lab,
  namespace: Namespace,
  role: Role,
  deviceFlags?: readonly string[],
): Promise<Browser> {
  const program = join(lab.folder, `chromium-${namespace.name}.sh`);
  const chromiumProgram = chromiumPath() ?? chromium.executablePath();
  writeFileSync(program, `#!/bin/sh\nexec ip netns exec ${namespace.name} ${chromiumProgram} "$@"\n`, {
    mode: 0o755,
  });
  const options = launchOptions(role, { deviceFlags });
  return chromium.launch({
    ...options,
    executablePath: program,
    args: [...(options.args ?? []), lab.certificate.chromiumFlag],
    // The lab ends its browsers itself, whatever it is that ends the lab.
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
  });
}
