"""What a Python client sees of the server that is described in JSON as the last argument; printed as JSON."""

import asyncio
import json
import sys

LIBRARY, MODE, TARGET = sys.argv[1], sys.argv[2], json.loads(sys.argv[3])


def connected():
    if LIBRARY == "fastmcp":
        from fastmcp import Client
        from fastmcp.client.transports import StdioTransport, StreamableHttpTransport

        where = StreamableHttpTransport(TARGET["url"]) if "url" in TARGET else StdioTransport(**TARGET)
        return Client(where, mode=MODE, elicitation_handler=answer)
    from mcp.client import Client
    from mcp.client.stdio import StdioServerParameters

    where = TARGET["url"] if "url" in TARGET else StdioServerParameters(**TARGET)
    return Client(where, mode=MODE, elicitation_callback=answer)


async def answer(*_):
    """What the person says; FastMCP is given the content, the SDK the whole result."""
    from mcp_types import ElicitResult

    content = {"username": "ada", "email": "ada@example.com"}
    return content if LIBRARY == "fastmcp" else ElicitResult(action="accept", content=content)


def members(value):
    return value.model_dump(mode="json", by_alias=True, exclude_none=True)


def items(value, name):
    """FastMCP gives the list itself, the SDK the result that holds it."""
    return [members(each) for each in (value if isinstance(value, list) else getattr(value, name))]


async def call(client, name, arguments=None, on_progress=None):
    if LIBRARY == "fastmcp":
        result = await client.call_tool(name, arguments, progress_handler=on_progress, raise_on_error=False)
        content, structured, failed = result.content, result.structured_content, result.is_error
    else:
        result = await client.call_tool(name, arguments, progress_callback=on_progress)
        content, structured, failed = result.content, result.structured_content, result.is_error
    return {
        "content": [members(each) for each in content],
        "structuredContent": structured,
        "isError": bool(failed),
    }


async def main():
    told = []

    async def on_progress(progress, total, message):
        told.append([progress, total])

    async with connected() as client:
        seen = {
            "server": client.server_info.name,
            "protocol": client.protocol_version,
            "tools": [tool["name"] for tool in items(await client.list_tools(), "tools")],
            "resources": [each["uri"] for each in items(await client.list_resources(), "resources")],
            "prompts": [each["name"] for each in items(await client.list_prompts(), "prompts")],
            "namespaces": await call(client, "list_namespaces", {}),
            "image": await call(client, "test_image_content", {}),
            "failed": await call(client, "test_error_handling", {}),
            "asked": await call(client, "test_elicitation", {"message": "Who?"}),
            "resource": items(await client.read_resource("test://template/7/data"), "contents"),
            "prompt": items(
                (await client.get_prompt("test_prompt_with_arguments", {"arg1": "a", "arg2": "b"})).messages, ""
            ),
        }
        await call(client, "test_tool_with_progress", {}, on_progress)
    print(json.dumps({**seen, "progress": told}))


asyncio.run(main())
