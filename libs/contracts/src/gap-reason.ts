import { z } from 'zod';
import { gapReasons } from './vocabulary.ts';

export const gapReason = z.enum(gapReasons).describe('Why the slot was not measured');
