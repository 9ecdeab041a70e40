import { epochOf, type Clock } from '@vialog/contracts';
import type { EventWriter } from '@vialog/events';
import type { Metrics } from '@vialog/observability';

/** Decorates an event writer: counts the verdicts of the store and measures the delay from slot end to storage. */
export function measuredWriter(writer: EventWriter, metrics: Metrics, clock: Clock): EventWriter {
  const verdicts = metrics.counter('vialog_events_total', 'Events by verdict of the event store', [
    'verdict',
  ]);
  const delay = metrics.histogram(
    'vialog_slot_searchable_seconds',
    'Time from the end of a slot until it is stored, seconds; Elasticsearch makes it searchable within another second',
    [0.5, 1, 2, 2.5, 3, 4, 5, 10, 30, 60, 120],
  );
  return {
    append: async (events) => {
      const results = await writer.append(events);
      const now = clock.now();
      results.forEach(({ kind }, i) => {
        verdicts.inc({ verdict: kind });
        const event = events[i];
        if (kind === 'stored' && event?.kind === 'measured')
          delay.observe((now - epochOf(event.slotStartAt) - event.slotMs) / 1000);
      });
      return results;
    },
  };
}
