import { type Client, type WorkflowExecutionDescription, WorkflowNotFoundError } from '@temporalio/client';

/** What Temporal says of a run's newest workflow; null where it knows none. */
export async function describeRun(client: Client, run: string): Promise<WorkflowExecutionDescription | null> {
  try {
    return await client.workflow.getHandle(run).describe();
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return null;
    throw error;
  }
}
