import {
  isoOf,
  reportScheduleInput,
  reportSchedulePatch,
  type ListedReportRun,
  type ReportSchedule,
} from '@vialog/contracts';
import { invalid, ok, page, problem, type MockResponse, type MockRouteRequest } from './mock-responses.ts';

const dayMs = 86_400_000;
const channelId = 'channel00001';

/** Schedules of the mock API: a run that is started is written at once, and its event is given up. */
export class MockReports {
  #schedules: ReportSchedule[] = [];
  #runs: ListedReportRun[] = [];

  respond(request: MockRouteRequest): MockResponse {
    const [, , resource, id, part] = request.path.split('/');
    if (resource === 'report-runs') return ok('A report of the mock API.');
    if (id === undefined) return request.method === 'GET' ? this.#list(request) : this.#create(request);
    const schedule = this.#schedules.find(({ scheduleId }) => scheduleId === id);
    if (!schedule) return problem(404, 'SCHEDULE_NOT_FOUND', 'No schedule of reports has this id.');
    if (part === 'runs')
      return request.method === 'GET' ? page(this.#of(schedule)) : this.#run(schedule, request);
    return request.method === 'DELETE' ? this.#delete(schedule) : this.#change(schedule, request);
  }

  #of({ scheduleId }: ReportSchedule): readonly ListedReportRun[] {
    return this.#runs.filter((run) => run.scheduleId === scheduleId);
  }

  #list({ now }: MockRouteRequest): MockResponse {
    const items = this.#schedules.map((schedule) => {
      const [lastRun] = this.#of(schedule);
      return {
        ...schedule,
        ...(schedule.isOn && { nextDueAt: isoOf(now + dayMs) }),
        ...(lastRun && { lastRun }),
      };
    });
    return ok({ items });
  }

  #create({ body, now }: MockRouteRequest): MockResponse {
    const input = reportScheduleInput.safeParse(body);
    if (!input.success) return invalid(input.error);
    const scheduleId = `report${String(this.#schedules.length + 1).padStart(6, '0')}`;
    const facts = { createdBy: 'administrator', createdAt: isoOf(now), dueAfterAt: isoOf(now) };
    const schedule: ReportSchedule = { scheduleId, ...input.data, ...facts };
    this.#schedules.push(schedule);
    return { status: 201, body: schedule };
  }

  #change(schedule: ReportSchedule, { body }: MockRouteRequest): MockResponse {
    const patch = reportSchedulePatch.safeParse(body);
    if (!patch.success) return invalid(patch.error);
    const given = Object.fromEntries(Object.entries(patch.data).filter(([, value]) => value !== undefined));
    const changed: ReportSchedule = { ...schedule, ...given };
    this.#schedules = this.#schedules.map((each) => (each === schedule ? changed : each));
    return ok(changed);
  }

  #delete(schedule: ReportSchedule): MockResponse {
    this.#schedules = this.#schedules.filter((each) => each !== schedule);
    return { status: 204 };
  }

  #run(schedule: ReportSchedule, { now }: MockRouteRequest): MockResponse {
    const { scheduleId, formats } = schedule;
    const runId = `${scheduleId}-${Math.floor(now / 1000)}`;
    const run: ListedReportRun = {
      runId,
      scheduleId,
      dueAt: isoOf(now),
      from: isoOf(now - 29 * dayMs),
      to: isoOf(now - dayMs),
      state: 'written',
      attempts: 1,
      endedAt: isoOf(now),
      isManual: true,
      isLate: false,
      channelId: schedule.channelId,
      files: formats.map((format) => ({ format, fileName: `report.${format}`, bytes: 181_442, sha256: '0' })),
      ...(schedule.channelId !== null && { delivery: givenUp(runId, now) }),
    };
    this.#runs.unshift(run);
    return { status: 201, body: run };
  }
}

const givenUp = (runId: string, now: number): ListedReportRun['delivery'] => ({
  channelId,
  eventId: `${runId}-written`,
  state: 'dead_lettered',
  attempts: 1,
  attemptedAt: isoOf(now),
  failure: { code: 'rejected', status: 400 },
});
