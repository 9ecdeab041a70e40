import { epochOf } from '@vialog/contracts';
import type { EventWriter } from '@vialog/events';
import { type Metrics } from '@vialog/observability';
import { systemClock } from '@vialog/service-runtime';

/** The same writer, with what becomes of events and how late they are told to the metrics. */
export function watchedWriter(writer: EventWriter, metrics: Metrics): EventWriter {
  const verdicts = metrics.counter('vialog_events_total', 'Events by what the store said of them', [
    'verdict',
  ]);
  const delay = metrics.histogram(
    'vialog_slot_searchable_seconds',
    'From the end of a slot until the store has it, seconds; Elasticsearch shows it up to a second later',
    [0.5, 1, 2, 2.5, 3, 4, 5, 10, 30, 60, 120],
  );
  return {
    append: async (events) => {
      const answers = await writer.append(events);
      const now = systemClock.now();
      answers.forEach(({ kind }, i) => {
        verdicts.inc({ verdict: kind });
        const event = events[i];
        if (kind === 'stored' && event?.kind === 'measured') {
          delay.observe((now - epochOf(event.slotStartAt) - event.slotMs) / 1000);
        }
      });
      return answers;
    },
  };
}
