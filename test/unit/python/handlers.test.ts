/** What frameworks give the parameters of functions that are registered with them. */

import { describe, expect, test } from 'vitest';
import { factsOf, verdictOn } from './memoryWorkspace.ts';

const bot = 'import discord\nfrom discord.ext import commands\nbot = commands.Bot(command_prefix="?")\n';
const web = 'from aiohttp import web\n';
const telethon = 'from telethon import TelegramClient, events\nclient = TelegramClient("a", 1, "b")\n';
const show = 'async def show(request):\n    request.json()\n';

function verdict(text: string, callee: string): string {
  return verdictOn(factsOf(text), callee);
}

describe('decorators', () => {
  test.each([
    ['a command', `${bot}@bot.command()\nasync def add(ctx, left: int):\n    ctx.send(left)`, 'ctx.send'],
    ['a group', `${bot}@bot.group(name="a")\nasync def add(ctx):\n    ctx.reply("a")`, 'ctx.reply'],
    [
      'a command of a cog',
      `${bot}class Music(commands.Cog):\n    @commands.command()\n    async def join(self, ctx, *, channel):\n        ctx.send("a")`,
      'ctx.send',
    ],
    [
      'an event',
      `${bot}@bot.event\nasync def on_message(message):\n    message.channel.send("a")`,
      'message.channel.send',
    ],
    [
      'a listener',
      `${bot}class Log(commands.Cog):\n    @commands.Cog.listener()\n    async def on_message(self, message):\n        message.delete()`,
      'message.delete',
    ],
    ['a slash command', `${bot}@bot.tree.command()\nasync def a(i):\n    i.response.defer()`, 'i.response.defer'],
    [
      'a button',
      `${bot}class Menu(discord.ui.View):\n    @discord.ui.button(label="a")\n    async def a(self, interaction, button):\n        interaction.response.defer()`,
      'interaction.response.defer',
    ],
    ['a route', `${web}routes = web.RouteTableDef()\n@routes.get("/")\n${show}`, 'request.json'],
    ['a middleware', `${web}@web.middleware\nasync def a(request, handler):\n    request.text()`, 'request.text'],
    ['a message', `${telethon}@client.on(events.NewMessage)\nasync def a(event):\n    event.reply("a")`, 'event.reply'],
    [
      'a message with a pattern',
      `${telethon}@client.on(events.NewMessage(pattern="a"))\nasync def a(event):\n    event.respond("a")`,
      'event.respond',
    ],
  ])('%s', (_, text, callee) => expect(verdict(text, callee)).toBe('always coroutine'));

  test.each([
    ['an event nobody knows', `${bot}@bot.event\nasync def on_else(message):\n    message.delete()`, 'message.delete'],
    ['a parameter behind', `${bot}@bot.command()\nasync def add(ctx, user):\n    user.send("a")`, 'user.send'],
    ['another library', 'import cli\n@cli.command()\nasync def add(ctx):\n    ctx.send("a")', 'ctx.send'],
    ['a plain function', `${bot}@bot.command()\ndef add(ctx):\n    ctx.send("a")`, 'ctx.send'],
    [
      'a decorator of the project in between',
      `${web}routes = web.RouteTableDef()\n@routes.get("/")\n@with_store\nasync def add(store, request):\n    store.json()`,
      'store.json',
    ],
    [
      'a listener that tells another event',
      `${bot}class Log(commands.Cog):\n    @commands.Cog.listener("on_raw")\n    async def on_message(self, payload):\n        payload.delete()`,
      'payload.delete',
    ],
    ['another event', `${telethon}@client.on(events.Raw)\nasync def a(event):\n    event.reply("a")`, 'event.reply'],
  ])('%s', (_, text, callee) => expect(verdict(text, callee)).toBe('maybe'));
});

describe('methods of a client', () => {
  const message = '    async def on_message(self, message):\n        message.channel.send("a")';
  test.each([
    ['of discord', `import discord\nclass Mine(discord.Client):\n${message}`, 'always coroutine'],
    ['of a bot', `${bot}class Mine(commands.Bot):\n${message}`, 'always coroutine'],
    ['of nobody', `class Mine:\n${message}`, 'maybe'],
  ])('%s', (_, text, expected) => expect(verdict(text, 'message.channel.send')).toBe(expected));
});

describe('calls that are given the function', () => {
  const serve = 'async def echo(ws):\n    ws.send("a")\n';
  const serving = 'async def talk(reader, writer):\n    writer.drain()\nasync def main():\n';
  test.each([
    ['a route', `${web}${show}app = web.Application()\napp.router.add_get("/", show)`, 'request.json'],
    ['routes', `${web}${show}app = web.Application()\napp.add_routes([web.post("/", show)])`, 'request.json'],
    [
      'a route by its name',
      `${web}${show}app = web.Application()\napp.router.add_route("*", "/", handler=show)`,
      'request.json',
    ],
    [
      'a method',
      `${web}class Api:\n    async def show(self, request):\n        request.json()\n    def register(self, app: web.Application):\n        app.router.add_get("/", self.show)`,
      'request.json',
    ],
    ['an endpoint', `from starlette.routing import Route\n${show}routes = [Route("/", show)]`, 'request.json'],
    ['a web socket', `import websockets\n${serve}websockets.serve(echo, "localhost", 1)`, 'ws.send'],
    ['a server', `import asyncio\n${serving}    await asyncio.start_server(talk, port=1)`, 'writer.drain'],
  ])('%s', (_, text, callee) => expect(verdict(text, callee)).toBe('always coroutine'));

  test.each([
    ['nobody', show, 'request.json'],
    ['another place', `${web}${show}web.get(show, "/")`, 'request.json'],
    ['another function of its name', `${web}${show}def f(show):\n    web.get("/", show)`, 'request.json'],
    ['another library', `import other\n${show}other.get("/", show)`, 'request.json'],
    ['what blocks', `import websockets.sync.server\n${serve}websockets.sync.server.serve(echo, "a", 1)`, 'ws.send'],
  ])('%s', (_, text, callee) => expect(verdict(text, callee)).toBe('maybe'));
});
