import type { MessageText, Problem } from '../../schemas/index.ts';
import type { CheckContext } from './context.ts';
import { type Finding, fault } from './finding.ts';
import type { Outline } from './outline.ts';
import { suggestion } from './sentences.ts';
import { type TextUse, textOf } from './texts.ts';

/** Messages that do not exist, or not in every language of the workspace for the step's channel. */
export function messageFaults({ steps }: Outline, context: CheckContext): readonly Finding[] {
  const { messages, languages } = context;
  if (messages === undefined) return [];
  const known = [...new Set(messages.map(({ message }) => message))];
  const written = new Set(
    messages.map(({ message, language, channel }) => keyOf(message, language, channel)),
  );
  return steps.flatMap(({ path, step }) => {
    const use = step === null ? undefined : textOf(step);
    if (use === undefined) return [];
    const place = `${path}/${use.key}`;
    if (!known.includes(use.message)) {
      const hint = suggestion(use.message, known);
      return [
        fault(
          'unknown-message',
          place,
          `There is no message "${use.message}".${hint} Its texts belong in messages/${use.message}/.`,
        ),
      ];
    }
    const languagesOf = languages ?? [...new Set(messages.map(({ language }) => language))];
    return languagesOf
      .filter((language) => !written.has(keyOf(use.message, language, use.channel)))
      .map((language) => fault('missing-text', place, missing(use, language)));
  });
}

/** Faults inside the texts that the flow uses, each text once. */
export function textProblems({ steps }: Outline, context: CheckContext): readonly Problem[] {
  const { messages, checkMessage } = context;
  if (messages === undefined || checkMessage === undefined) return [];
  const uses = steps.flatMap(({ step }) => (step === null ? [] : (textOf(step) ?? [])));
  const used = new Set(uses.map(({ message, channel }) => `${message}/${channel}`));
  return messages
    .filter(({ message, channel }: MessageText) => used.has(`${message}/${channel}`))
    .flatMap((text) => checkMessage(text));
}

function missing({ message, channel }: TextUse, language: string): string {
  return `The message "${message}" has no text for ${channel} in "${language}"; write messages/${message}/${language}.${channel}.md.`;
}

function keyOf(message: string, language: string, channel: string): string {
  return `${message}/${language}.${channel}`;
}
