import { z } from 'zod';

export const permissions = ['board', 'read', 'write', 'install', 'administer'] as const;
export const permission = z.enum(permissions).describe('Permission; read includes board');
export type Permission = z.infer<typeof permission>;

export const sessionInput = z
  .strictObject({
    link: z.string().min(1).max(200).optional().describe('Secret of the one-time sign-in link'),
    kiosk: z
      .string()
      .min(1)
      .max(200)
      .optional()
      .describe('Secret of a kiosk link, instead of a sign-in link'),
    token: z.string().min(1).max(1000).optional().describe('Administrator token, instead of a link'),
  })
  .refine(
    ({ link, kiosk, token }) => [link, kiosk, token].filter((each) => each !== undefined).length === 1,
    {
      error:
        'expected one of "link" (from the sign-in link), "kiosk" (from a kiosk link) and "token" (the administrator token)',
      path: ['link'],
    },
  )
  .describe('Sign-in with a one-time link, with a kiosk link or with the administrator token');
export type SessionInput = z.infer<typeof sessionInput>;
export const me = z
  .object({
    name: z.string().describe('Name of the signed-in user'),
    permissions: z.array(permission).describe('Permissions of the user'),
  })
  .describe('The signed-in user');
export type Me = z.infer<typeof me>;
