import { z } from 'zod';
import { operation } from '../operation.ts';
import type { Check } from './check.ts';
import { checkFlows } from './flows.ts';
import { checkDisk, checkJournal, checkMail } from './machine.ts';
import { checkClock, checkData, checkDeliveries, checkEngine, checkRuns, checkStore } from './work.ts';

/** Looks at everything that can go wrong on this machine, and says what to do about it. */
export const doctor = operation({
  name: 'doctor',
  input: z.strictObject({}),
  async run(house) {
    const checks: readonly Check[] = [
      await checkStore(house),
      checkClock(house),
      await checkEngine(house),
      await checkData(house),
      await checkMail(house),
      await checkJournal(house),
      await checkDeliveries(house),
      await checkRuns(house),
      await checkFlows(house),
      await checkDisk(house),
    ];
    return { checks, dataFolder: house.dataFolder, pid: process.pid };
  },
});
