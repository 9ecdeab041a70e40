import { useMutation, useQueryClient } from '@tanstack/react-query';
import type {
  DeliveryResendResponse,
  ListedReportRun,
  ReportDelivery,
  ReportSchedule,
  ReportScheduleInput,
  ReportSchedulePatch,
} from '@vialog/contracts';
import { call } from '../api/call.ts';
import { reportSchedulesQuery } from '../api/report-schedules.ts';

/** Changes schedules of reports; the lists are read again after each change. */
export function useScheduleChanges() {
  const queries = useQueryClient();
  const onSettled = () => queries.invalidateQueries({ queryKey: reportSchedulesQuery.queryKey });
  const createSchedule = useMutation({
    mutationFn: (input: ReportScheduleInput) => call<ReportSchedule>('POST', '/v1/report-schedules', input),
    onSettled,
  });
  const changeSchedule = useMutation({
    mutationFn: ({ scheduleId, patch }: { scheduleId: string; patch: ReportSchedulePatch }) =>
      call<ReportSchedule>('PATCH', `/v1/report-schedules/${scheduleId}`, patch),
    onSettled,
  });
  const deleteSchedule = useMutation({
    mutationFn: (scheduleId: string) => call('DELETE', `/v1/report-schedules/${scheduleId}`),
    onSettled,
  });
  const startRun = useMutation({
    mutationFn: (scheduleId: string) =>
      call<ListedReportRun>('POST', `/v1/report-schedules/${scheduleId}/runs`),
    onSettled,
  });
  const resend = useMutation({
    mutationFn: ({ channelId, eventId }: ReportDelivery) =>
      call<DeliveryResendResponse>('POST', `/v1/alert-channels/${channelId}/resends`, { eventId }),
    onSettled,
  });
  return { createSchedule, changeSchedule, deleteSchedule, startRun, resend };
}
