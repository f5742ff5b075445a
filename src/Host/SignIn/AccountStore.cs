using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Workflows.Host.Storage;

namespace Workflows.Host.SignIn;

/// <summary>Lets ASP.NET Core Identity keep accounts in <see cref="HostDb"/>.</summary>
internal sealed class AccountStore(HostDb context, IdentityErrorDescriber? describer = null)
    : UserOnlyStore<Account, HostDb, string>(context, describer);
