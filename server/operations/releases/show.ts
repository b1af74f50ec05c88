import { z } from 'zod';
import { conditionWords, describeStep, policyLines } from '../../../engine/flow/index.ts';
import { mergePolicies, type Release } from '../../../schemas/index.ts';
import { countRunsByRelease } from '../../../store/index.ts';
import { operation } from '../operation.ts';
import { findRelease, shortDigest } from './find-release.ts';

/** What a release holds: in words, and as the document that was frozen. */
export const releaseShow = operation({
  name: 'release-show',
  input: z.strictObject({ release: z.string().min(1) }),
  async run(house, { release: name }, { language }) {
    const { db } = house.store;
    const { head, ...line } = await findRelease(db, name);
    const { release } = await house.carrier.releases.get(db, line.digest);
    const runs = (await countRunsByRelease(db)).get(line.digest) ?? { running: 0, ended: 0 };
    return {
      ...line,
      short: shortDigest(line.digest),
      inForce: head,
      runs,
      zone: house.workspace.entities[0]?.zone ?? 'UTC',
      name: release.flow.name,
      steps: release.flow.steps.map((step) => ({ id: step.id, sentence: describeStep(step, language) })),
      messages: messagesOf(release, language),
      segments: release.segments.map(({ name: segment, when }) => ({
        name: segment,
        when: conditionWords(when)[language],
      })),
      policies: policyLines(mergePolicies(release.policies, release.flow.policies), language),
      document: release,
    };
  },
});

function messagesOf({ messages }: Release, wanted: string) {
  const texts = Map.groupBy(messages, ({ message, channel }) => `${message}\n${channel}`);
  return [...texts.values()].flatMap((own) => {
    const first = own.find(({ language }) => language === wanted) ?? own[0];
    if (first === undefined) return [];
    const languages = own.map(({ language }) => language);
    return [{ message: first.message, channel: first.channel, languages, subject: first.subject }];
  });
}
