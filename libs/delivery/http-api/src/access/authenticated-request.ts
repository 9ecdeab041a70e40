import type { Principal } from '@vialog/access';
import { VialogError } from '@vialog/contracts';
import type { FastifyRequest } from 'fastify';

/** A request after the guard; it has no principal on public routes. */
export interface AuthenticatedRequest extends FastifyRequest {
  principal?: Principal;
}

/** Who sent the request. @throws {VialogError} UNAUTHENTICATED on a public route */
export function principalOf({ principal }: AuthenticatedRequest): Principal {
  if (!principal) throw new VialogError('UNAUTHENTICATED');
  return principal;
}
