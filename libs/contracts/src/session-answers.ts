import { z } from 'zod';

export const permissions = ['read', 'write', 'install', 'administer'] as const;
export const permission = z.enum(permissions).describe('What a caller may do');
export type Permission = z.infer<typeof permission>;

export const sessionInput = z
  .strictObject({ link: z.string().min(1).max(200).describe('Secret of the one-time sign-in link') })
  .describe('Signing in by link');
export const me = z
  .object({
    name: z.string().describe('Who is signed in'),
    permissions: z.array(permission).describe('What they may do'),
  })
  .describe('Who is asking');
export type Me = z.infer<typeof me>;
