import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router';
import { readCameraSearch } from './rooms/camera/camera-search.ts';
import { readAlertsSearch } from './rooms/alerts/alerts-search.ts';
import { BoardError } from './rooms/board/board-error.tsx';
import { readBoardSearch } from './rooms/board/board-search.ts';
import { readFindSearch } from './rooms/find-cameras/find-search.ts';
import { readMapSearch } from './rooms/map/map-search.ts';
import { readModelsSearch } from './models/models-search.ts';
import { readQuestionSearch, readQuestionsSearch } from './rooms/questions/questions-search.ts';
import { readReportsSearch } from './rooms/reports/reports-search.ts';
import { readSitesSearch } from './rooms/sites/sites-search.ts';
import { readTrendsSearch } from './rooms/trends/trends-search.ts';
import { onlyRead } from './only-read.ts';
import { NotFound } from './shell/not-found.tsx';
import { RoomError } from './shell/room-error.tsx';
import { Shell } from './shell/shell.tsx';

const root = createRootRoute({ component: Shell, notFoundComponent: NotFound });

export const mapRoute = createRoute({
  getParentRoute: () => root,
  path: '/',
  validateSearch: onlyRead(readMapSearch),
  component: lazyRouteComponent(() => import('./rooms/map/map-room.tsx'), 'MapRoom'),
});

const overviewRoute = createRoute({
  getParentRoute: () => root,
  path: '/overview',
  component: lazyRouteComponent(() => import('./rooms/overview/overview-room.tsx'), 'OverviewRoom'),
});

const newCameraRoute = createRoute({
  getParentRoute: () => root,
  path: '/cameras/new',
  component: lazyRouteComponent(() => import('./rooms/add-camera/add-camera-room.tsx'), 'AddCameraRoom'),
});

const importCamerasRoute = createRoute({
  getParentRoute: () => root,
  path: '/cameras/import',
  component: lazyRouteComponent(
    () => import('./rooms/import-cameras/import-cameras-room.tsx'),
    'ImportCamerasRoom',
  ),
});

const findCamerasRoute = createRoute({
  getParentRoute: () => root,
  path: '/cameras/find',
  validateSearch: onlyRead(readFindSearch),
  component: lazyRouteComponent(
    () => import('./rooms/find-cameras/find-cameras-room.tsx'),
    'FindCamerasRoom',
  ),
});

export const cameraRoute = createRoute({
  getParentRoute: () => root,
  path: '/cameras/$cameraId',
  validateSearch: onlyRead(readCameraSearch),
  component: lazyRouteComponent(() => import('./rooms/camera/camera-room.tsx'), 'CameraRoom'),
});

export const zonesRoute = createRoute({
  getParentRoute: () => root,
  path: '/cameras/$cameraId/zones',
  component: lazyRouteComponent(() => import('./rooms/zones/zone-editor-room.tsx'), 'ZoneEditorRoom'),
});

const handCountRoute = createRoute({
  getParentRoute: () => root,
  path: '/cameras/$cameraId/hand-count',
  component: lazyRouteComponent(() => import('./rooms/hand-count/hand-count-room.tsx'), 'HandCountRoom'),
});

const editCameraRoute = createRoute({
  getParentRoute: () => root,
  path: '/cameras/$cameraId/edit',
  component: lazyRouteComponent(() => import('./rooms/edit-camera/edit-camera-room.tsx'), 'EditCameraRoom'),
});

export const sitesRoute = createRoute({
  getParentRoute: () => root,
  path: '/sites',
  validateSearch: onlyRead(readSitesSearch),
  component: lazyRouteComponent(() => import('./rooms/sites/sites-room.tsx'), 'SitesRoom'),
});

export const siteRoute = createRoute({
  getParentRoute: () => root,
  path: '/sites/$siteId',
  component: lazyRouteComponent(() => import('./rooms/sites/site-page.tsx'), 'SitePage'),
});

export const trendsRoute = createRoute({
  getParentRoute: () => root,
  path: '/trends',
  validateSearch: onlyRead(readTrendsSearch),
  component: lazyRouteComponent(() => import('./rooms/trends/trends-room.tsx'), 'TrendsRoom'),
});

export const questionsRoute = createRoute({
  getParentRoute: () => root,
  path: '/questions',
  validateSearch: onlyRead(readQuestionsSearch),
  component: lazyRouteComponent(() => import('./rooms/questions/questions-room.tsx'), 'QuestionsRoom'),
});

export const questionRoute = createRoute({
  getParentRoute: () => root,
  path: '/questions/$analyticId',
  validateSearch: onlyRead(readQuestionSearch),
  component: lazyRouteComponent(() => import('./rooms/questions/question-page.tsx'), 'QuestionPage'),
});

const reportsRoute = createRoute({
  getParentRoute: () => root,
  path: '/reports',
  validateSearch: onlyRead(readReportsSearch),
  component: lazyRouteComponent(() => import('./rooms/reports/reports-room.tsx'), 'ReportsRoom'),
});

/** The board reloads itself: a wall screen has no keyboard. */
export const boardRoute = createRoute({
  getParentRoute: () => root,
  path: '/board',
  validateSearch: onlyRead(readBoardSearch),
  component: lazyRouteComponent(() => import('./rooms/board/board-room.tsx'), 'BoardRoom'),
  errorComponent: BoardError,
});

const alertsRoute = createRoute({
  getParentRoute: () => root,
  path: '/alerts',
  validateSearch: onlyRead(readAlertsSearch),
  component: lazyRouteComponent(() => import('./rooms/alerts/alerts-room.tsx'), 'AlertsRoom'),
});

const modelsRoute = createRoute({
  getParentRoute: () => root,
  path: '/models',
  validateSearch: onlyRead(readModelsSearch),
  component: lazyRouteComponent(() => import('./rooms/models/models-room.tsx'), 'ModelsRoom'),
});

/** Search parameters are plain `?a=b` text; the router's default would parse JSON values. */
export const router = createRouter({
  routeTree: root.addChildren([
    mapRoute,
    overviewRoute,
    newCameraRoute,
    importCamerasRoute,
    cameraRoute,
    zonesRoute,
    editCameraRoute,
    handCountRoute,
    sitesRoute,
    siteRoute,
    alertsRoute,
    modelsRoute,
    trendsRoute,
    reportsRoute,
    questionsRoute,
    questionRoute,
    boardRoute,
    findCamerasRoute,
  ]),
  parseSearch: (search) => Object.fromEntries(new URLSearchParams(search)),
  stringifySearch: (search) => {
    const entries = Object.entries(search).filter((entry) => entry[1] !== undefined && entry[1] !== '');
    const text = new URLSearchParams(entries.map(([key, value]) => [key, String(value)])).toString();
    return text === '' ? '' : `?${text}`;
  },
  defaultPendingMs: 200,
  defaultErrorComponent: RoomError,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
