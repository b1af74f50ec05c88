import { Hono } from 'hono';
import { frame } from '../frame.ts';
import type { PageEnv } from '../visit.ts';
import { taskList } from './list.ts';
import { taskWords } from './words.ts';

/** What people have to do; read here, done with a command. */
export const taskRoutes = new Hono<PageEnv>();

taskRoutes.get('/tasks', async (c) => {
  const visit = c.get('visit');
  const { title } = taskWords[visit.language];
  return c.html(frame(visit, { title, place: 'tasks', live: true, main: await taskList(visit) }));
});
