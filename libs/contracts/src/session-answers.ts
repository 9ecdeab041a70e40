import { z } from 'zod';

export const permissions = ['read', 'write', 'install', 'administer'] as const;
export const permission = z.enum(permissions).describe('What a caller may do');
export type Permission = z.infer<typeof permission>;

export const sessionInput = z
  .strictObject({
    link: z.string().min(1).max(200).optional().describe('Secret of the one-time sign-in link'),
    token: z.string().min(1).max(1000).optional().describe('Administrator token, instead of a link'),
  })
  .refine((input) => (input.link === undefined) !== (input.token === undefined), {
    error: 'expected either "link" (from the sign-in link) or "token" (the administrator token)',
    path: ['link'],
  })
  .describe('Signing in by link or by administrator token');
export type SessionInput = z.infer<typeof sessionInput>;
export const me = z
  .object({
    name: z.string().describe('Who is signed in'),
    permissions: z.array(permission).describe('What they may do'),
  })
  .describe('Who is asking');
export type Me = z.infer<typeof me>;
