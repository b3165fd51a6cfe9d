import { callEachOther, seeEachOther } from '../call';
import { Lab } from '../lab/lab';
import type { Report } from '../report';
import { Visitors } from '../visitors';
import { type Fault, type Finding, withPatience } from './fault';
import { watchUntilSteady } from './gaps';
import { lineFaults } from './lines';
import { recoveryFaults } from './recovery';
import { serverFaults } from './servers';

const faults: readonly Fault[] = [...recoveryFaults, ...serverFaults, ...lineFaults];

interface FaultOptions {
  labName: string;
  /** The name of one fault, or `null` for all. */
  only: string | null;
  /** How many times its bar a time may be. */
  patience: number;
}

/** Lets each fault happen to a call in a lab of its own. */
export async function runFaults({ labName, only, patience }: FaultOptions, report: Report): Promise<void> {
  const chosen = faults.filter(({ name }) => only === null || only === name);
  if (chosen.length === 0)
    throw new Error(`--fault ${only}: none of ${faults.map(({ name }) => name).join(', ')}`);
  for (const fault of chosen)
    await report.checkEach(fault.name, async () =>
      (await happen(labName, fault)).map((finding) => withPatience(finding, patience)),
    );
}

async function happen(labName: string, fault: Fault): Promise<Finding[]> {
  const lab = await Lab.create({
    name: labName,
    sides: ['a', 'b', 'c'],
    hasWires: true,
    hasOtherTurn: true,
  });
  try {
    await lab.side('a').setKind(fault.kinds[0]);
    await lab.side('b').setKind(fault.kinds[1]);
    await lab.side('c').setKind('eim');
    await fault.prepare?.(lab);
    const visitors = new Visitors(lab, { isBusy: fault.isBusy ?? false });
    const people = [await visitors.invite('a'), await visitors.invite('b')] as const;
    const link = await callEachOther(...people);
    if (!fault.isBusy) {
      await seeEachOther(...people);
      await watchUntilSteady(people, 3_000);
    }
    const findings = await fault.run({ lab, visitors, people, link });
    await visitors.close();
    return findings;
  } finally {
    lab.remove();
  }
}
