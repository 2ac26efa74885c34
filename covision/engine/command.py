"""Any of the commands, so that the type checker finds the one that nobody judges."""

from . import commands as c

Command = (
    c.OpenMeeting
    | c.OpenAlone
    | c.AskToComeIn
    | c.TakePlace
    | c.LosePlace
    | c.LetIn
    | c.TurnAway
    | c.Leave
    | c.VoiceRemoval
    | c.ConfirmAgreement
    | c.Write
    | c.SendQuestion
    | c.Rewrite
    | c.Withdraw
    | c.Bring
    | c.Gather
    | c.TakeOut
    | c.Reveal
    | c.MarkCard
    | c.UnmarkCard
    | c.MoveCard
    | c.ProposeCase
    | c.AcceptCase
    | c.PassCase
    | c.PickProcess
    | c.AskForRole
    | c.TakeRole
    | c.DeclineRole
    | c.GiveBackRole
    | c.StartClock
    | c.PauseClock
    | c.AddTime
    | c.SpreadTime
    | c.AskMoreTime
    | c.EndStep
    | c.WishWay
    | c.DropWish
    | c.EndTurn
    | c.AgreeToGoOn
    | c.GoBack
    | c.UndoStep
    | c.HandOver
    | c.TakeSteering
    | c.TakeBack
    | c.ChangeWay
    | c.ChooseHelp
    | c.ShareSheet
    | c.KeepSheet
)
