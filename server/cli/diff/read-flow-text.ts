import { checkFlow } from '../../../engine/flow/index.ts';
import { Flow, type Problem } from '../../../schemas/index.ts';

/** A flow as a text says it; a draft with open ends too, as long as its shape is right. */
export function readFlowText(
  text: string,
): { readonly flow: Flow } | { readonly problems: readonly Problem[] } {
  const { problems, flow } = checkFlow(text);
  if (flow !== undefined) return { flow };
  const shape = Flow.safeParse(tryJson(text));
  return shape.success ? { flow: shape.data } : { problems };
}

function tryJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
