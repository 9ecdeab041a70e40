import { z } from 'zod';
import { gapReasons } from './vocabulary.ts';

export const gapReason = z.enum(gapReasons).describe('Reason why the slot was not measured');
