import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { Calendar, CalendarInput } from '@vialog/contracts';
import { calendarsQuery, importCalendar, type CalendarFile } from '../../api/calendars.ts';
import { call } from '../../api/call.ts';

/** Changes calendars. Calendars, special days and the figures of trends, which leave holidays out, are read again afterwards. */
export function useCalendarChanges() {
  const queries = useQueryClient();
  const onSuccess = () =>
    Promise.all([
      queries.invalidateQueries({ queryKey: calendarsQuery.queryKey }),
      queries.invalidateQueries({ queryKey: ['trends'] }),
    ]);
  const addRegion = useMutation({
    mutationFn: (input: CalendarInput) => call<Calendar>('POST', '/v1/calendars', input),
    onSuccess,
  });
  const importFile = useMutation({
    mutationFn: (file: CalendarFile) => importCalendar(file),
    onSuccess: ({ calendar }) => (calendar ? onSuccess() : undefined),
  });
  const deleteCalendar = useMutation({
    mutationFn: (calendarId: string) => call('DELETE', `/v1/calendars/${calendarId}`),
    onSuccess,
  });
  return { addRegion, importFile, deleteCalendar };
}
