import { Inject, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { authenticate, may, type Access } from '@vialog/access';
import { VialogError } from '@vialog/contracts';
import { accessToken } from '../tokens.ts';
import { credentialsOf } from './credentials.ts';
import { routeAccessKey, type RouteAccess } from './require-permission.decorator.ts';
import type { AuthenticatedRequest } from './authenticated-request.ts';

/** Allows a request if its caller has the permission that the route declares. A route without a declaration is denied. */
@Injectable()
export class AccessGuard implements CanActivate {
  readonly #access: Access;
  readonly #reflector: Reflector;

  constructor(@Inject(accessToken) access: Access, reflector: Reflector) {
    this.#access = access;
    this.#reflector = reflector;
  }

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const needed = this.#reflector.getAllAndOverride<RouteAccess | undefined>(routeAccessKey, [
      context.getHandler(),
      context.getClass(),
    ]);
    if (needed === 'public') return true;
    const request = context.switchToHttp().getRequest<AuthenticatedRequest>();
    const principal = await authenticate(this.#access, credentialsOf(request));
    if (!principal) throw new VialogError('UNAUTHENTICATED');
    if (needed === undefined || !may(principal, needed)) throw new VialogError('FORBIDDEN');
    request.principal = principal;
    return true;
  }
}
