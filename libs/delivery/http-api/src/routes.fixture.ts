import { RequestMethod } from '@nestjs/common';
import { ModulesContainer } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { routeAccessKey, type RouteAccess } from './access/require-permission.decorator.ts';

export interface Route {
  /** For example `GET /v1/cameras/:id`. */
  readonly name: string;
  readonly access: RouteAccess | undefined;
}

/** All routes of the app with the access that their handlers declare. */
export function routesOf(app: NestFastifyApplication): Route[] {
  const modules = [...app.get(ModulesContainer).values()];
  const controllers = modules.flatMap((module) => [...module.controllers.values()]);
  return controllers.flatMap(({ metatype }) => (typeof metatype === 'function' ? handlersOf(metatype) : []));
}

// Nest's own metadata keys of @Controller and @Get (constants PATH_METADATA, METHOD_METADATA).
function handlersOf(controller: object): Route[] {
  const base = String(Reflect.getMetadata('path', controller));
  const prototype = (controller as { prototype: Record<string, unknown> }).prototype;
  return Object.getOwnPropertyNames(prototype).flatMap((key) => {
    const handler = prototype[key] as object;
    const method = Reflect.getMetadata('method', handler) as RequestMethod | undefined;
    if (method === undefined) return [];
    const path = [base, String(Reflect.getMetadata('path', handler))].join('/');
    const name = `${RequestMethod[method]} ${`/${path}`.replaceAll(/\/+/g, '/').replace(/(.)\/$/, '$1')}`;
    return [{ name, access: Reflect.getMetadata(routeAccessKey, handler) as RouteAccess | undefined }];
  });
}
