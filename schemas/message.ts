import { z } from 'zod';

/** Channels that a message text can be written for; the file is `messages/<id>/<lang>.<channel>.(md|txt)`. */
export const textChannels = ['email', 'sms', 'letter', 'call', 'notify'] as const;
export type TextChannel = (typeof textChannels)[number];

/** Front matter of a message file. */
export const FrontMatter = z.strictObject({
  subject: z.string().min(1).max(300).optional().describe('Liquid; required for email, letter and notify.'),
});
export type FrontMatter = z.infer<typeof FrontMatter>;

/** One text of a message: the Liquid source with its front matter taken off. */
export interface MessageText {
  readonly message: string;
  readonly language: string;
  readonly channel: TextChannel;
  readonly format: 'md' | 'txt';
  readonly subject: string | null;
  readonly body: string;
  /** Path of the file in the workspace, for problems. */
  readonly path: string;
}
