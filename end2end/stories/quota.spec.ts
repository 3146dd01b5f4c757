import { Phone } from '../apps/phone.ts';
import { stands } from '../apps/quotas.ts';
import { expect, test } from '../harness/story.ts';

test('what is asked of a member is reckoned on the phone, without signal too', async ({ network, people, newPhone }) => {
  const phone = await Phone.open(newPhone('member', network.origin));
  await phone.signIn(people.member);
  await expect(phone.page.getByRole('heading', { name: '履职要求' })).toBeVisible();
  const [activities, contacts] = [await stands(phone, '履职活动'), await stands(phone, '联系群众')];
  await phone.page.screenshot({ path: 'shots/home-quota.png' });

  await network.cut();
  await phone.recordAndSubmit({ type: '走访', venue: people.venue, personTimes: 7, narrative: '到上岭村走访七户。' });
  await phone.goTo('首页');
  await expect
    .poll(() => stands(phone, '联系群众'))
    .toEqual({ approved: contacts.approved, pending: contacts.pending + 7 });
  expect(await stands(phone, '履职活动')).toEqual({ approved: activities.approved, pending: activities.pending + 1 });
});
