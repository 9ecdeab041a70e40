import { queryOptions } from '@tanstack/react-query';
import type {
  ListedReportRun,
  ReportFormat,
  ReportRunsPage,
  ReportSchedulesResponse,
} from '@vialog/contracts';
import { call } from './call.ts';

const [waitingMs, idleMs] = [3_000, 30_000];

/** Whether a run or the delivery of its event changes soon. */
const isMoving = (run: ListedReportRun | undefined): boolean =>
  run?.state === 'pending' || run?.delivery?.state === 'pending';

export const reportSchedulesQuery = queryOptions({
  queryKey: ['report schedules'],
  queryFn: async () => (await call<ReportSchedulesResponse>('GET', '/v1/report-schedules')).items,
  refetchInterval: ({ state }) => (state.data?.some(({ lastRun }) => isMoving(lastRun)) ? waitingMs : idleMs),
});

/** Runs that are listed. */
const runsShown = 12;

/** The newest runs of a schedule. */
export const reportRunsQuery = (scheduleId: string) =>
  queryOptions({
    queryKey: ['report schedules', scheduleId, 'runs'],
    queryFn: async () =>
      (await call<ReportRunsPage>('GET', `/v1/report-schedules/${scheduleId}/runs?limit=${runsShown}`)).items,
    refetchInterval: ({ state }) => (state.data?.some(isMoving) ? waitingMs : idleMs),
  });

/** Address of a file that a run wrote. */
export const runFileAddress = (runId: string, format: ReportFormat): string =>
  `/v1/report-runs/${runId}/files/${format}`;
