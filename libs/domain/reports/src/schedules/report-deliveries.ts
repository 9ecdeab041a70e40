import type { AlertChannelStore } from '@vialog/alerting';
import type { AlertDelivery, ListedReportRun, ReportDelivery, ReportRun } from '@vialog/contracts';

/** Runs with the delivery of their event, in the same order. */
export async function withDeliveries(
  { channels }: { readonly channels: Pick<AlertChannelStore, 'ofRuns'> },
  runs: readonly ReportRun[],
): Promise<ListedReportRun[]> {
  const found = await channels.ofRuns(runs.map(({ runId }) => runId));
  return runs.map((run) => {
    const known = found.get(run.runId);
    const delivery = known ? deliveryOf(known.channelId, known.delivery) : undelivered(run);
    return delivery ? { ...run, delivery } : run;
  });
}

/** Sentences of failures can name hosts, and are left to the deliveries of the channel, which readers do not see. */
function deliveryOf(
  channelId: string,
  { eventId, state, attempts, attemptedAt, nextAttemptAt, failure }: AlertDelivery,
): ReportDelivery {
  return {
    channelId,
    eventId,
    state,
    attempts,
    ...(attemptedAt !== undefined && { attemptedAt }),
    ...(nextAttemptAt !== undefined && { nextAttemptAt }),
    ...(failure && {
      failure: {
        code: failure.code,
        ...(failure.status !== undefined && { status: failure.status }),
      },
    }),
  };
}

/** A run that has ended has a delivery unless its channel was deleted. */
function undelivered({ runId, channelId, state }: ReportRun): ReportDelivery | undefined {
  if (channelId === null || (state !== 'written' && state !== 'failed')) return undefined;
  return { channelId, eventId: `${runId}-${state}`, state: 'no_channel', attempts: 0 };
}
