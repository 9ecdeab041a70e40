import { z } from 'zod';
import { cameraId } from '../records/ids.ts';

export const reportScheduleId = cameraId.describe('Id of the schedule, 12 characters of 0-9 a-z');

export const reportRunId = z
  .string()
  .regex(/^[0-9a-z]{12}-\d{1,12}$/, 'expected the id of a schedule and the time of the run in seconds')
  .describe('Id of the run: the id of its schedule and the time at which it was due, seconds since 1970');
