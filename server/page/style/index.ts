/** The style sheet, in parts: colours and type, the frame, lists and marks, what single views add. */
import { base } from './base.ts';
import { frame } from './frame.ts';
import { lists } from './lists.ts';
import { marks } from './marks.ts';
import { narrow } from './narrow.ts';
import { views } from './views.ts';

export const style = [base, frame, marks, lists, views, narrow].join('\n');
