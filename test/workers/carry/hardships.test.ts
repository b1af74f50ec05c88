/** Bad days: a mail server away, one that says "later", a clock put back, a machine that slept. */
import { expect, it, onTestFinished } from 'vitest';
import { createSmtpChannel } from '../../../workers/channels/index.ts';
import { startSmtp } from '../../smtp/start.ts';
import { describeStores } from '../../store/stores.ts';
import { buildHouse, day, ladder, start } from './house.ts';

const hour = 3_600_000;
const j7 = start + 7 * day;
const j14 = start + 14 * day;

describeStores('on a bad day', (store) => {
  const deliveries = async () =>
    (await store().db.selectFrom('delivery').select('status').orderBy('id').execute()).map(
      ({ status }) => status,
    );

  /** A mail server of the test's own, and a house that sends through it. */
  const mailing = async (policies: Parameters<typeof ladder>[0] = {}) => {
    const smtp = await startSmtp();
    onTestFinished(() => smtp.stop());
    const email = createSmtpChannel({ host: smtp.host, port: smtp.port, secure: false });
    onTestFinished(() => email.close());
    const house = await buildHouse(store(), { email, release: ladder(policies) });
    await house.take([{ number: 'F1' }, { number: 'F2' }]);
    await house.runTo(start);
    return { smtp, house };
  };

  it('a mail server that is away for a day: each message leaves once when it is back', async () => {
    const { smtp, house } = await mailing();
    await smtp.stop();
    for (let now = j7; now < j7 + day; now += hour) await house.runTo(now);
    const meanwhile = new Set(await deliveries());
    const back = await startSmtp({ port: smtp.port });
    onTestFinished(() => back.stop());

    await house.runTo(j7 + day + 2 * hour);
    await house.runTo(j7 + 3 * day);

    expect(meanwhile).toEqual(new Set(['failed']));
    expect(await back.accepted()).toHaveLength(2);
    expect((await deliveries()).filter((status) => status === 'sent')).toHaveLength(2);
    expect(await house.said('F1')).toContain('first done');
    expect(house.faults).toEqual([]);
  });

  it('a mail server that says "later" is asked later, and takes each message once', async () => {
    const { smtp, house } = await mailing();
    await smtp.setMode('defer-data');
    await house.runTo(j7);
    const refused = await smtp.accepted();
    await smtp.setMode('accept');

    for (const minutes of [1, 5, 30, 120]) await house.runTo(j7 + minutes * 60_000);

    expect(refused).toEqual([]);
    expect(await smtp.accepted()).toHaveLength(2);
    expect(await house.said('F2')).toContain('first deferred provider');
  });

  it('a mail server that takes a message and never says so: held, and not sent again for weeks', async () => {
    const { smtp, house } = await mailing();
    await smtp.setMode('drop-after-dot');
    await house.runTo(j7);
    await smtp.setMode('accept');

    for (let now = j7 + day; now < j7 + 30 * day; now += 3 * day) await house.runTo(now);

    expect(await smtp.accepted()).toHaveLength(2);
    expect(await deliveries()).toEqual(['uncertain', 'uncertain']);
    expect((await house.said('F1')).at(-1)).toMatch(/^first/);
  });

  it('a clock put back an hour sends nothing twice, and time goes on from where it was', async () => {
    const { smtp, house } = await mailing();
    await house.runTo(j7);
    const before = (await smtp.accepted()).length;
    await house.runTo(j7 - hour);
    await house.runTo(j7 + 1);
    const after = (await smtp.accepted()).length;

    await house.runTo(j14);

    expect([before, after, (await smtp.accepted()).length]).toEqual([2, 2, 4]);
    expect(house.faults).toEqual([]);
    expect(await house.said('F1')).toEqual([
      'j7 started',
      'j7 waits',
      'first done',
      'j14 waits',
      'second done',
      'end finished completed',
    ]);
  });

  it('a machine that slept over both dates sends one message, and the next after the least gap', async () => {
    const { smtp, house } = await mailing({ minimumGap: '3 days', cap: 'none' });
    const woken = j14 + 7 * day;
    await house.runTo(woken);
    const atOnce = (await smtp.accepted()).length;
    await house.runTo(woken + 2 * day);
    const soon = (await smtp.accepted()).length;

    await house.runTo(woken + 3 * day + hour);

    expect([atOnce, soon, (await smtp.accepted()).length]).toEqual([2, 2, 4]);
  });
});
