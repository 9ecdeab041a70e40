import { Body, Controller, Delete, Get, HttpCode, Inject, Post, Req, Res } from '@nestjs/common';
import { meOf, signIn, signOut, type Access, type SignInSecret } from '@vialog/access';
import { me, sessionInput, VialogError, type Me, type SessionInput } from '@vialog/contracts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ApiResponseSchema } from '../http/api-response.decorator.ts';
import { OpenStreams } from '../live/open-streams.ts';
import type { HttpSettings } from '../ports/http-api-ports.ts';
import { accessToken, httpSettingsToken } from '../tokens.ts';
import type { AuthenticatedRequest } from './authenticated-request.ts';
import { clientKeyOf } from './client-key.ts';
import { RequirePermission, Public } from './require-permission.decorator.ts';
import { clearSessionCookie, sessionCookieOf, setSessionCookie } from './session-cookie.ts';

/** Sign-in, sign-out and the current principal. */
@Controller('v1')
export class SessionController {
  readonly #access: Access;
  readonly #settings: HttpSettings;
  readonly #streams: OpenStreams;

  constructor(
    @Inject(accessToken) access: Access,
    @Inject(httpSettingsToken) settings: HttpSettings,
    streams: OpenStreams,
  ) {
    this.#access = access;
    this.#settings = settings;
    this.#streams = streams;
  }

  @Post('session')
  @Public()
  @HttpCode(200)
  @ApiResponseSchema(me)
  async signIn(
    @Body({ schema: sessionInput }) body: SessionInput,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Me> {
    const { principal, secret, expiresAt } = await signIn(
      this.#access,
      offeredIn(body),
      clientKeyOf(request.ip),
    );
    const expires = expiresAt === undefined ? undefined : new Date(expiresAt);
    setSessionCookie(reply, { secret, secure: this.#settings.secure, expires });
    return meOf(principal);
  }

  /** Public, so that the cookie of an expired session can be cleared. */
  @Delete('session')
  @Public()
  @HttpCode(204)
  async signOut(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    const secret = sessionCookieOf(request);
    if (secret !== undefined) {
      await signOut(this.#access, secret);
      this.#streams.endSession(secret);
    }
    clearSessionCookie(reply, this.#settings.secure);
  }

  @Get('me')
  @RequirePermission('board')
  @ApiResponseSchema(me)
  me(@Req() request: AuthenticatedRequest): Me {
    if (!request.principal) throw new VialogError('UNAUTHENTICATED');
    return meOf(request.principal);
  }
}

function offeredIn({ link, kiosk, token = '' }: SessionInput): SignInSecret {
  if (link !== undefined) return { link };
  return kiosk === undefined ? { token } : { kiosk };
}
